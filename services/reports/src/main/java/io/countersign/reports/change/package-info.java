/** Changes: from their request to their end, who approved them and how they were carried out. */
@NullMarked
package io.countersign.reports.change;

import org.jspecify.annotations.NullMarked;
