/**
 * What the workflow tells its host while it works: a decorator of the store collects what a transaction changed and hands
 * it out after the commit, never within. Nothing that a listener does changes what the workflow does.
 */
@NullMarked
package dev.tocsin.core.listen;

import org.jspecify.annotations.NullMarked;
