/** The benchmarks of the product, which print figures. It changes nothing and touches nobody. */
@NullMarked
package io.countersign.bench;

import org.jspecify.annotations.NullMarked;
