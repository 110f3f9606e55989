/** Who must approve what. */
@NullMarked
package io.countersign.policies.approval;

import org.jspecify.annotations.NullMarked;
