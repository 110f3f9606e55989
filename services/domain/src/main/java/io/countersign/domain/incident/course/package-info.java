/** The course of an incident: what comes next, judged from its state, its facts and the time. */
@NullMarked
package io.countersign.domain.incident.course;

import org.jspecify.annotations.NullMarked;
