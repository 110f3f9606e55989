/**
 * Bundles: all policy text as one thing that is proposed, agreed to by others than its author, and
 * in force from a position of the record on.
 */
@NullMarked
package io.countersign.domain.policy.bundle;

import org.jspecify.annotations.NullMarked;
