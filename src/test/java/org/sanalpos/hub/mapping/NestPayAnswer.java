package org.sanalpos.hub.mapping;

import java.nio.charset.Charset;

/** Answers in the form of NestPay. */
final class NestPayAnswer {
    private static final Charset LATIN_5 = Charset.forName("ISO-8859-9");

    private NestPayAnswer() {}

    static BankReply.Answered of(String xml) {
        return of(200, xml.getBytes(LATIN_5));
    }

    static BankReply.Answered of(int httpStatus, byte[] body) {
        return new BankReply.Answered(httpStatus, "text/xml;charset=ISO-8859-9", body);
    }

    static BankReply.Answered sample(String name) {
        return of(200, Mappings.sample(name + ".xml"));
    }

    static BankReply.Answered refusal(String procReturnCode, String errorCode) {
        return of("""
                <?xml version="1.0" encoding="ISO-8859-9"?>
                <CC5Response><OrderId></OrderId><Response>Declined</Response><ProcReturnCode>%s</ProcReturnCode>
                <ErrMsg>Bankanın sözü</ErrMsg><Extra><ERRORCODE>%s</ERRORCODE></Extra></CC5Response>""".formatted(procReturnCode, errorCode));
    }
}
