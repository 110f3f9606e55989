/** Measures the product's thinking and prints figures. It changes nothing and touches nobody. */
@NullMarked
package io.countersign.bench;

import org.jspecify.annotations.NullMarked;
