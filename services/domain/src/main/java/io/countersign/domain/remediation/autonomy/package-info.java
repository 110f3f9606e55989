/** Which runbooks may be carried out without asking anybody. */
@NullMarked
package io.countersign.domain.remediation.autonomy;

import org.jspecify.annotations.NullMarked;
