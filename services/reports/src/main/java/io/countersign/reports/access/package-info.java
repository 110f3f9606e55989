/** Access: who holds which role at the end of the range. */
@NullMarked
package io.countersign.reports.access;

import org.jspecify.annotations.NullMarked;
