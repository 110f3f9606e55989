/**
 * Reads a whole record, from a dump of the database or a folder of tiles, in memory that doesn't
 * grow with it: what has to be at hand lies in files of its own beside it. More than twenty types,
 * since a dump and a folder are read into the same parts, which nobody else should reach.
 */
@NullMarked
package io.countersign.verifier.load;

import org.jspecify.annotations.NullMarked;
