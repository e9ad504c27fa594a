/**
 * The bridge's one YAML file: read into values with the place of everything that is wrong in it, and written to the
 * store without overwriting what a person changed there.
 */
@NullMarked
package dev.tocsin.examples.alertbridge.config;

import org.jspecify.annotations.NullMarked;
