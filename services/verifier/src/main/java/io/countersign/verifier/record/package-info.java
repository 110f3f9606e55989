/** TODO. */
@NullMarked
package io.countersign.verifier.record;

import org.jspecify.annotations.NullMarked;
