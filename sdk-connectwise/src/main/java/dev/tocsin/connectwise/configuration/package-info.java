/** Configurations: the assets that an MSP looks after, with their types, questions and answers. */
@NullMarked
package dev.tocsin.connectwise.configuration;

import org.jspecify.annotations.NullMarked;
