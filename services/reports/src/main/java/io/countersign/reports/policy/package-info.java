/** Policy: bundles, calendars, halts and what may run unattended. */
@NullMarked
package io.countersign.reports.policy;

import org.jspecify.annotations.NullMarked;
