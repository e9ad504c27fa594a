/**
 * The people of the workflow: technicians, the users of directories, their phone numbers and mail addresses, and which of them
 * an event means. Nothing here asks a service or a store; numbers are read with the numbering plans of libphonenumber.
 */
@NullMarked
package dev.tocsin.core.people;

import org.jspecify.annotations.NullMarked;
