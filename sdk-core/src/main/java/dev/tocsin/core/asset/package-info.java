/**
 * Assets of the host and the PSA's configurations that stand for them: what an asset is, how a profile turns it into a
 * configuration, which configuration is its own, and what would have to be written. Values and decisions only; nothing
 * here reads or writes, and nothing holds more than one asset at a time.
 */
@NullMarked
package dev.tocsin.core.asset;

import org.jspecify.annotations.NullMarked;
