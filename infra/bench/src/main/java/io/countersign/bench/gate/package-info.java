/**
 * Proves the gate: random runs of the product's own deciders, judged by an oracle that shares no
 * code with them.
 */
@NullMarked
package io.countersign.bench.gate;

import org.jspecify.annotations.NullMarked;
