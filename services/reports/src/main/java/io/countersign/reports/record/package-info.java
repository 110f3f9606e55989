/**
 * The leaves as events, and what is watched over all of them: their order, their times, who owns
 * what.
 */
@NullMarked
package io.countersign.reports.record;

import org.jspecify.annotations.NullMarked;
