"""The channel SMS, by any gateway that takes signed JSON over HTTP."""
