/** Service tickets, their notes and tasks, and the boards and pick lists that they are made of. */
@NullMarked
package dev.tocsin.connectwise.service;

import org.jspecify.annotations.NullMarked;
