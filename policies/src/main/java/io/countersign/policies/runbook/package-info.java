/** Runbooks: what is done about which cause. */
@NullMarked
package io.countersign.policies.runbook;

import org.jspecify.annotations.NullMarked;
