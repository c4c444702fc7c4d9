TerminalId=${credentials.terminalId}
Order=${payment.transactionCode}
Time=${now("yyyyMMddHHmmss")}
