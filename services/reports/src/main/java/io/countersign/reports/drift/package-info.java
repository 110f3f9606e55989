/** Changes that were observed outside, and what explains them. */
@NullMarked
package io.countersign.reports.drift;

import org.jspecify.annotations.NullMarked;
