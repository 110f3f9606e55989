/**
 * The oracle of the gate: a small world of its own (who is what, who said what, when), and what may
 * begin in it. It shares no code with the product, and imports nothing of it.
 */
@NullMarked
package io.countersign.bench.gate.oracle;

import org.jspecify.annotations.NullMarked;
