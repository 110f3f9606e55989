/** The people who are asked to approve: whether there are enough of them. */
@NullMarked
package io.countersign.server.remediation.approval;

import org.jspecify.annotations.NullMarked;
