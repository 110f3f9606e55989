package io.countersign.domain.oncall;

import io.countersign.domain.calendar.rule.Span;

/** A time over which the answer stays the same. */
public record Shift(Span span, OnCall who) {}
