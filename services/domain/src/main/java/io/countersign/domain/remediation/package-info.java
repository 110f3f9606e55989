/** Remediations: proposal, approval, execution and verification of one concrete plan. */
@NullMarked
package io.countersign.domain.remediation;

import org.jspecify.annotations.NullMarked;
