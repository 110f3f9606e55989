/** How long, and in how much memory, the judgement takes over a large estate in a bad hour. */
@NullMarked
package io.countersign.bench.diagnosis;

import org.jspecify.annotations.NullMarked;
