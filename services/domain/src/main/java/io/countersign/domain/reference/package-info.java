/** References: which things in other systems an incident or a remediation goes with. */
@NullMarked
package io.countersign.domain.reference;

import org.jspecify.annotations.NullMarked;
