/** Companies and contacts and what belongs to them, as the API's folder {@code /company} has them. */
@NullMarked
package dev.tocsin.connectwise.company;

import org.jspecify.annotations.NullMarked;
