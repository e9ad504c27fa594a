/** The rules of the house as tests: who may import whom, what no code may call, what the public face may show. */
@NullMarked
package dev.tocsin.architecture;

import org.jspecify.annotations.NullMarked;
