/** Plans, approvals and decisions. */
@NullMarked
package io.countersign.cli.remediation;

import org.jspecify.annotations.NullMarked;
