/** The audit of the record itself: which keys sign the heads of its log. */
@NullMarked
package io.countersign.domain.audit;

import org.jspecify.annotations.NullMarked;
