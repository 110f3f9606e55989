package io.countersign.domain.oncall;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.calendar.rule.Span;

/** Somebody who has the duty for a while, whatever the layers say. */
public record DutyOverride(Span span, PrincipalId person) {}
