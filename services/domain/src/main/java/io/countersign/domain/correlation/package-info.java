/** Correlation: which alerts belong together, and the ids of the incidents that they form. */
@NullMarked
package io.countersign.domain.correlation;

import org.jspecify.annotations.NullMarked;
