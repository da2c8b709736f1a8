package org.painbridge.terminology;

import java.util.List;

/** One thing that must hold for the whole content. */
interface Check {
    /** What is wrong, one sentence each with the file it is about; empty if all is well. */
    List<String> problems(Content content);
}
