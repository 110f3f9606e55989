/**
 * A simulated estate to try the judgement on: it is written from how systems behave, and knows
 * nothing of how incidents are cut or causes ranked.
 */
@NullMarked
package io.countersign.domain.simulation;

import org.jspecify.annotations.NullMarked;
