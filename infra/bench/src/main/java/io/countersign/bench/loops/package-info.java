/** What loops cost: the shipped server as a process of its own, on embedded engines. */
@NullMarked
package io.countersign.bench.loops;

import org.jspecify.annotations.NullMarked;
