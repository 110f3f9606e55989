/** Emergencies: break-glass and shortened quorums, and the reviews that they owe. */
@NullMarked
package io.countersign.reports.emergency;

import org.jspecify.annotations.NullMarked;
