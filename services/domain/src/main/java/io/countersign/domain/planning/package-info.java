/**
 * The way from causes to plans: runbooks, what they are filled in with, and which of them fits
 * best.
 */
@NullMarked
package io.countersign.domain.planning;

import org.jspecify.annotations.NullMarked;
