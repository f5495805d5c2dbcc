import LoraProcess

ProgramStart.prepare()
LoraTrain.main()
