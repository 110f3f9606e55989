/**
 * The course of a remediation: what comes next, judged from its state, the answers and the time.
 */
@NullMarked
package io.countersign.domain.remediation.course;

import org.jspecify.annotations.NullMarked;
