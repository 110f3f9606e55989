/**
 * {@code bench judge}: data sets with known answers, played through the product's own functions.
 */
@NullMarked
package io.countersign.bench.judge;

import org.jspecify.annotations.NullMarked;
