/** The notices about approvals and incidents: who is told, of what, and in which words. */
@NullMarked
package io.countersign.server.remediation.notice;

import org.jspecify.annotations.NullMarked;
