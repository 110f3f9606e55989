/**
 * The rules that say who must approve a plan.
 *
 * <p>More than twenty types: what evaluates rules reads them, package-private.
 */
@NullMarked
package io.countersign.policies.approval;

import org.jspecify.annotations.NullMarked;
