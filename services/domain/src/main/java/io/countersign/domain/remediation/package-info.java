/**
 * Remediations: proposal, approval, execution and verification of one concrete plan.
 *
 * <p>More than twenty types, since its phases share one state whose parts nobody else is to see.
 */
@NullMarked
package io.countersign.domain.remediation;

import org.jspecify.annotations.NullMarked;
