/** The benchmark of the judgement's time and memory over a large estate in a bad hour. */
@NullMarked
package io.countersign.bench.diagnosis;

import org.jspecify.annotations.NullMarked;
