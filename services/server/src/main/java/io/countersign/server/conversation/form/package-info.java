/** The forms that presses open: what is asked in them, and what they carry. */
@NullMarked
package io.countersign.server.conversation.form;

import org.jspecify.annotations.NullMarked;
