/** Ledgers to make reports of, in the true forms of events. */
@NullMarked
package io.countersign.reports.testing;

import org.jspecify.annotations.NullMarked;
