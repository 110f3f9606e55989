/** The rules that say who must approve a plan. */
@NullMarked
package io.countersign.policies.approval;

import org.jspecify.annotations.NullMarked;
