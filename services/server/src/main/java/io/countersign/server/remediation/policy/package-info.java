/** The question to policy about a remediation's plan: what it looks at, and what it says. */
@NullMarked
package io.countersign.server.remediation.policy;

import org.jspecify.annotations.NullMarked;
