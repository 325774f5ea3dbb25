package io.flyball.cli.series;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/** A file that is not what it should be; the message names file, line, value and rule. */
public final class WrongFile extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Why a file could not be read or written, in words. */
    public static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (e instanceof CharacterCodingException) {
            return "must be text in UTF-8";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "is a file";
        }
        if (e instanceof DirectoryNotEmptyException) {
            return "is a folder";
        }
        return e instanceof AccessDeniedException ? "not allowed" : e.getMessage();
    }

    public WrongFile(String message) {
        super(message);
    }
}
