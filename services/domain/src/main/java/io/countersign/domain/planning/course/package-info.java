/**
 * The course of planning: whether a diagnosis leads to a proposal, leaves the one that stands, or
 * needs a person.
 */
@NullMarked
package io.countersign.domain.planning.course;

import org.jspecify.annotations.NullMarked;
