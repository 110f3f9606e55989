/**
 * The files that carry a part of the record and its proof: of one event, of a range, of two heads;
 * and what was found in them.
 */
@NullMarked
package io.countersign.verifier.record;

import org.jspecify.annotations.NullMarked;
