/** The remediation loop: waits and asks; it decides nothing. */
@NullMarked
package io.countersign.workflows.remediation;

import org.jspecify.annotations.NullMarked;
